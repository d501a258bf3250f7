import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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

type Run = { readonly committed: number; readonly whole: number; readonly megabytes: number }

/**
 * One import of a file and, after it, of a file of one shop. That the second is begun says that the first is
 * committed; the tables of the KPIs are built after both. Seconds from the command's start.
 */
const importOf = (file: string, next: string, data: string): Promise<Run> =>
  new Promise((resolve, reject) => {
    const start = performance.now()
    const seconds = (): number => (performance.now() - start) / 1000
    const child = spawn(process.execPath, [join('dist', 'nhip.js'), 'import', file, next, '--data', data], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const peak = watchMemory(child.pid!)
    let [said, committed] = ['', 0]
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString()
      if (committed === 0 && said.includes('location.csv')) committed = seconds()
    })
    child.on('close', (status) => {
      const megabytes = peak()
      if (status === 0) resolve({ committed, whole: seconds(), megabytes })
      else reject(new Error(`import failed: ${said}`))
    })
  })

/** A 1-million-row order file, the whole command and until it is committed, against DuckDB's own reader. */
export const benchImport = async (runs: number, rows = 1_000_000): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-bench-'))
  try {
    const [file, next] = [join(folder, 'orders.csv'), join(folder, 'location.csv')]
    writeFileSync(next, 'location_id,name,kind\nS1,Cửa hàng 1,store\n')
    const maker = await DuckDBInstance.create(':memory:')
    const connection = await maker.connect()
    await connection.run(`copy (${orders(rows)}) to '${file}' (header)`)
    connection.disconnectSync()
    maker.closeSync()
    const yardstick: number[] = []
    const ours: Run[] = []
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
      ours.push(await importOf(file, next, data))
      rmSync(data, { recursive: true, force: true })
    }
    const counted = runs > 0 ? ours.slice(1) : ours
    const b = median(runs > 0 ? yardstick.slice(1) : yardstick)
    const [committed, whole] = [median(counted.map((run) => run.committed)), median(counted.map((run) => run.whole))]
    say(`import of ${rows} order lines (${Math.round(statSync(file).size / 1e6)} MB), median of ${counted.length}:`)
    say(`  DuckDB read_csv into a table    ${b.toFixed(2)} s`)
    say(`  checked and committed           ${committed.toFixed(2)} s, ratio ${(committed / b).toFixed(2)}  (at most 3)`)
    say(`  with the tables of all seven    ${whole.toFixed(2)} s, ratio ${(whole / b).toFixed(2)}`)
    say(`  memory of all its processes     ${Math.max(...ours.map((run) => run.megabytes)).toFixed(0)} MB`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
