import { connect, createServer, type Socket } from 'node:net'

/** A line between the page and the server that breaks once after so many bytes. */
export const openBreakingLine = async (port: number, breakAfter: number) => {
  let [passed, breaks] = [0, 0]
  const open = new Set<Socket>()
  const line = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    open.add(near).add(far)
    near.on('data', (piece: Buffer) => {
      passed += piece.length
      if (breaks === 0 && passed > breakAfter) {
        breaks += 1
        near.resetAndDestroy()
        far.destroy()
      } else far.write(piece)
    })
    far.on('data', (piece) => near.write(piece))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  await new Promise<void>((done) => line.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(line.address() as { port: number }).port}`,
    breaks: () => breaks,
    close: () => {
      for (const socket of open) socket.destroy()
      line.close()
    },
  }
}
