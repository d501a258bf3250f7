import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
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

const peakOf = (args: readonly string[]): { seconds: number; megabytes: number } => {
  const start = performance.now()
  const result = spawnSync(
    '/usr/bin/env',
    ['sh', '-c', 'exec "$0" "$@"', process.execPath, join('dist', 'nhip.js'), ...args],
    { encoding: 'utf8' },
  )
  if (result.status !== 0) throw new Error(`import failed: ${result.stderr}`)
  return { seconds: (performance.now() - start) / 1000, megabytes: 0 }
}

/** A 1-million-row order file: the whole command (recognise, check, commit, project) against DuckDB's own reader. */
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
    const ours: number[] = []
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
      ours.push(peakOf(['import', file, '--data', data, '--json']).seconds)
      rmSync(data, { recursive: true, force: true })
    }
    const [a, b] = [median(ours.slice(1)), median(yardstick.slice(1))]
    say(`import of ${rows} order lines (${Math.round(statSync(file).size / 1e6)} MB), median of ${runs}:`)
    say(`  nhip import, whole command   ${a.toFixed(2)} s`)
    say(`  DuckDB read_csv into a table ${b.toFixed(2)} s`)
    say(`  ratio                        ${(a / b).toFixed(2)}  (at most 3)`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
