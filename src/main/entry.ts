import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Compiled code is kept beside the program, where only those who may change the program can put any; a folder that
// cannot be written to is no hindrance.
enableCompileCache(fileURLToPath(new URL('./compiled', import.meta.url)))
await import('../main.ts')
