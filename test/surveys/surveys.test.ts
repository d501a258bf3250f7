import { afterAll } from 'vitest'
import './round.cases.ts'
import './answering.cases.ts'
import './leaving.cases.ts'
import './bounces.cases.ts'
import './itself.cases.ts'
import { theAsker } from './the-asker.ts'

afterAll(async () => (await theAsker()).shop.close())
