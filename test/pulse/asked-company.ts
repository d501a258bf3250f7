import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { openMailer } from '#adapters/mail.ts'
import type { Language } from '#core/messages.ts'
import { pulsePages } from '#http/pulse-pages.ts'
import type { AnswerDeps } from '#operations/pulse/dependencies.ts'
import { openStore } from '#store/open.ts'
import { openPulseBoxes } from '#store/pulse-boxes.ts'

export const random = (bytes: number): Uint8Array => randomBytes(bytes)
export const below = (n: number): number => randomInt(n)
export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** A list as a people manager pastes it: twelve people in Bán hàng, nine in Kho, three in Kế toán. */
export const list = [
  'Họ tên;Email;Đội;Địa điểm;Thâm niên',
  ...Array.from({ length: 24 }, (_, i) => {
    const team = i < 12 ? 'Bán hàng' : i < 21 ? 'Kho' : 'Kế toán'
    return `Người Số${i + 1};nguoi${i + 1}@congty.vn;${team};${i % 2 === 0 ? 'S1' : 'S2'};${i % 3 === 0 ? '<1' : '1–3'}`
  }),
].join('\n')

export type Handed = { readonly name: string; readonly team: string | null; readonly link: string }
export const tokenOf = ({ link }: Pick<Handed, 'link'>): string => link.split('/p/')[1]!

/** The answer page by itself, and what a phone does with it. */
export const answering = (deps: AnswerDeps, now: () => number = () => 0) => {
  const app = new Hono()
  pulsePages(deps, now)(app)
  return {
    open: (token: string, query = '') => app.request(`/p/${token}${query}`),
    send: (token: string, fields: Readonly<Record<string, string | number>>) =>
      app.request('/p', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams([['token', token], ...Object.entries(fields).map(([k, v]) => [k, String(v)])] as [
          string,
          string,
        ][]),
      }),
  }
}

export const boxesIn = (folder: string) => openPulseBoxes(folder, random)

/** People, rounds and mail of a company without its numbers: a store and a folder of boxes, Wednesday 18 November 2026, 11:40. */
export const openCompanyOfPeople = () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-pulse-'))
  const store = openStore(':memory:')
  const deps = {
    ...store,
    boxes: boxesIn(join(folder, 'pulse')),
    digestOf: sha256,
    below,
    today: () => '2026-11-18',
    wall: () => '2026-11-18T11:40:00',
    language: 'vi' as Language,
    randomId: randomUUID,
    readText: () => Promise.reject(new Error('no file')),
    address: () => 'http://127.0.0.1:7777',
    openMailer: async (server: Parameters<typeof openMailer>[0]) => openMailer(server),
    query: () => Promise.reject(new Error('no tables')),
    importRows: () => Promise.reject(new Error('no tables')),
  }
  return {
    deps,
    close: () => {
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
