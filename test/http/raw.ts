import { connect } from 'node:net'

/** Sends bytes as they are to a server of this machine and gives what came back until it closed or was silent. */
export const sendRaw = (url: string, text: string, patience = 3_000): Promise<string> =>
  new Promise((done) => {
    let answer = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text))
    const end = (): void => {
      socket.destroy()
      done(answer)
    }
    socket.setTimeout(patience, end)
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('error', end)
    socket.on('close', () => done(answer))
  })

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)
export const statusesOf = (answer: string): readonly number[] =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]))
