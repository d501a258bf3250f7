import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Where the application keeps its compiled code; run from its source it keeps none.
if (!import.meta.url.endsWith('.ts')) enableCompileCache(fileURLToPath(new URL('./compiled', import.meta.url)))
await import('./engine.ts')
