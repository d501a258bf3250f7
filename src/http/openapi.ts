import type { Argument, Operation } from '#core/operation.ts'
import { sessionPaths } from './session-paths.ts'

const schemaOf = (argument: Argument): object =>
  argument.kind === 'number'
    ? { type: 'number' }
    : argument.kind === 'flag'
      ? { type: 'boolean' }
      : argument.kind === 'list'
        ? { type: 'array', items: { type: 'string' } }
        : argument.kind === 'json'
          ? { type: 'array', items: { type: 'object' } }
          : argument.kind === 'files'
            ? { type: 'array', items: { type: 'string', format: 'binary' } }
            : argument.kind === 'file'
              ? { type: 'string', format: 'binary' }
              : { type: 'string' }

const problem = {
  description: 'Refused: RFC 9457 problem details',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

const pathItem = <D>(operation: Operation<D>): object => {
  const http = operation.http!
  const inPath = (argument: Argument): boolean => http.path.includes(`{${argument.name}}`)
  const isQuery = (argument: Argument): boolean => http.method === 'get' && !inPath(argument)
  const body = operation.arguments.filter((argument) => http.method === 'post' && !inPath(argument))
  const files = body.some((argument) => argument.kind === 'files' || argument.kind === 'file')
  return {
    operationId: operation.name,
    summary: operation.help.en,
    description: operation.help.vi,
    parameters: operation.arguments
      .filter((argument) => inPath(argument) || isQuery(argument))
      .map((argument) => ({
        name: argument.name,
        in: inPath(argument) ? 'path' : 'query',
        required: inPath(argument) || argument.required === true,
        description: argument.help.en,
        schema: schemaOf(argument),
      })),
    ...(body.length > 0
      ? {
          requestBody: {
            content: {
              [files ? 'multipart/form-data' : 'application/json']: {
                schema: {
                  type: 'object',
                  properties: Object.fromEntries(
                    body.map((argument) => [argument.name, { ...schemaOf(argument), description: argument.help.en }]),
                  ),
                },
              },
            },
          },
        }
      : {}),
    responses: {
      '200': {
        description: operation.help.en,
        content: operation.file
          ? { 'text/csv': { schema: { type: 'string', format: 'binary' } } }
          : operation.streams
            ? { 'application/x-ndjson': {}, 'text/csv': {} }
            : { 'application/json': {} },
      },
      default: problem,
    },
  }
}

/** The OpenAPI 3.1 document of the operations that answer over HTTP, and of signing in where there are accounts. */
export const openApi = <D>(operations: readonly Operation<D>[], accounts: boolean): object => {
  const paths: Record<string, Record<string, object>> = accounts ? sessionPaths(problem) : {}
  for (const operation of operations)
    if (operation.http)
      paths[operation.http.path] = { ...paths[operation.http.path], [operation.http.method]: pathItem(operation) }
  return {
    openapi: '3.1.0',
    info: { title: 'Nhịp', version: '1' },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-nhip' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'params'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            code: { type: 'string' },
            params: { type: 'object' },
          },
        },
      },
    },
  }
}
