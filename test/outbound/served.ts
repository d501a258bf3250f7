import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A server on this machine, and what was asked of it. */
export type Served = {
  readonly origin: string
  readonly asked: { path: string; headers: Record<string, string | string[] | undefined> }[]
  readonly close: () => Promise<void>
}

export const serve = async (answer: RequestListener): Promise<Served> => {
  const asked: Served['asked'] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers })
    response.on('error', () => undefined)
    answer(request, response)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => done())
      }),
  }
}
