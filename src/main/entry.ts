import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { prepareEngine } from '#warehouse/engine-process.ts'

// Compiled code is kept beside the program, where only those who may change the program can put any; a folder that
// cannot be written to is no hindrance.
enableCompileCache(fileURLToPath(new URL('./compiled', import.meta.url)))
const words = process.argv.slice(2)
if (words.length > 0 && !words.some((word) => ['help', '--help', '-h', '--version'].includes(word))) prepareEngine()
await import('../main.ts')
