import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { median, say } from './figures.ts'

const orders = (
  rows: number,
): string => `select 'HD' || lpad((i // 3)::varchar, 8, '0') as order_id, i % 3 + 1 as line_no,
  strftime(timestamp '2025-01-01' + interval (i * 30) second, '%Y-%m-%d %H:%M:%S') as placed_at, 'completed' as status,
  'S' || hash(i // 3) % 37 as location_id, 'KH' || hash(i // 3, 1) % 40000 as customer_id, 'SP' || hash(i) % 800 as product_id,
  'Nồi cơm điện ' || hash(i) % 800 as product_name, hash(i, 2) % 3 + 1 as quantity, (hash(i, 3) % 500 + 10) * 1000 as unit_price,
  case when i % 10 = 0 then 5000 else 0 end as line_discount from range(${rows}) t(i)`

const fieldOf = (pid: number, name: string): number =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** Highest resident memory each process of a command ever had, added up: never less than what they had together. */
const watchMemory = (pid: number): (() => number) => {
  const peaks = new Map<number, number>()
  const look = (each: number): void => {
    try {
      peaks.set(each, Math.max(peaks.get(each) ?? 0, fieldOf(each, 'VmHWM')))
      const children = readFileSync(`/proc/${each}/task/${each}/children`, 'utf8').trim()
      for (const child of children === '' ? [] : children.split(' ')) look(Number(child))
    } catch {
      // Ended meanwhile.
    }
  }
  const timer = setInterval(() => look(pid), 50)
  return () => {
    clearInterval(timer)
    return [...peaks.values()].reduce((sum, peak) => sum + peak, 0)
  }
}

type Run = { readonly seconds: number; readonly megabytes: number }

/** One command from its start to its end. */
const command = (...words: readonly string[]): Promise<Run> =>
  new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(process.execPath, [join('dist', 'nhip.js'), ...words], { stdio: ['ignore', 'ignore', 'pipe'] })
    const peak = watchMemory(child.pid!)
    let said = ''
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString()
    })
    child.on('close', (status) => {
      const run = { megabytes: peak(), seconds: (performance.now() - start) / 1000 }
      if (status === 0) resolve(run)
      else reject(new Error(`${words[0]} failed: ${said}`))
    })
  })

/** A 1-million-row order file, checked and committed, against DuckDB's own reader; and the first question after it. */
export const benchImport = async (runs: number, rows = 1_000_000): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-bench-'))
  try {
    const file = join(folder, 'orders.csv')
    const maker = await DuckDBInstance.create(':memory:')
    const connection = await maker.connect()
    await connection.run(`copy (${orders(rows)}) to '${file}' (header)`)
    connection.disconnectSync()
    maker.closeSync()
    const yardstick: number[] = []
    const imports: Run[] = []
    const readings: Run[] = []
    for (let i = 0; i <= runs; i++) {
      const database = join(folder, `yardstick-${i}.duckdb`)
      const start = performance.now()
      const instance = await DuckDBInstance.create(database)
      const reader = await instance.connect()
      await reader.run(`create table orders as select * from read_csv('${file}')`)
      await reader.run('checkpoint')
      reader.disconnectSync()
      instance.closeSync()
      yardstick.push((performance.now() - start) / 1000)
      rmSync(database, { force: true })
      const data = join(folder, `data-${i}`)
      imports.push(await command('import', file, '--data', data))
      readings.push(await command('kpis', '--data', data))
      rmSync(data, { recursive: true, force: true })
    }
    const counted = <T>(list: readonly T[]): readonly T[] => (runs > 0 ? list.slice(1) : list)
    const middle = (list: readonly Run[]): number => median(counted(list).map((run) => run.seconds))
    const most = (list: readonly Run[]): string => Math.max(...list.map((run) => run.megabytes)).toFixed(0)
    const b = median(counted(yardstick))
    const [importing, reading] = [middle(imports), middle(readings)]
    say(
      `import of ${rows} order lines (${Math.round(statSync(file).size / 1e6)} MB), median of ${counted(imports).length}:`,
    )
    say(`  DuckDB read_csv into a table    ${b.toFixed(2)} s`)
    say(`  nhip import, whole process      ${importing.toFixed(2)} s, ratio ${(importing / b).toFixed(2)}  (at most 3)`)
    say(`  memory of all its processes     ${most(imports)} MB  (under 1,000)`)
    say(`  the first nhip kpis after it    ${reading.toFixed(2)} s, ${most(readings)} MB`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
