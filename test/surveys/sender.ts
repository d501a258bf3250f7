/** `node test/surveys/sender.ts FOLDER` sends what is due at a fixed moment, until it is done or killed. */
import { sendRound } from '#operations/surveys/send-round.ts'
import { openCompany } from '../../src/main/company.ts'

const company = await openCompany(process.argv[2]!, { fixedNow: '2026-11-18T04:40:00Z', memory: '300MB' })
const result = await sendRound({ dryRun: false, most: null }, company.depsFor('vi'))
process.stdout.write(`${JSON.stringify(result)}\n`)
await company.close()
