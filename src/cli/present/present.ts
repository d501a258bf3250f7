import type { Language } from '#core/messages.ts'

export const present = (_operation: string, result: unknown, _language: Language): string =>
  `${JSON.stringify(result, null, 2)}\n`
