import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Brought, commitImport, type FileAnswer, forgetNumbers, previewQuery } from '../data/imports.ts'
import { DropZone } from './drop-zone.tsx'
import { FileCard } from './file-card.tsx'
import { type Done, Result } from './result.tsx'
import type { Item, Uploads } from './use-uploads.ts'
import { useWords } from './use-words.ts'

/** How files were decided to be read, by key. */
type Choices = Readonly<Record<number, { readonly map: string | null; readonly editing: boolean }>>
const untouched = { map: null, editing: false } as const

/** Something of it would be loaded, or it was imported before and nothing is to do. */
const isReady = (answer: FileAnswer | undefined): answer is FileAnswer =>
  answer !== undefined && answer.repeated !== true && answer.loaded + answer.updated + answer.unchanged > 0

const broughtOf = (item: Item, choices: Choices): Brought | null =>
  item.upload === null ? null : { upload: item.upload, map: choices[item.key]?.map ?? null }

/** From chosen files to imported ones: each is brought, looked at and, once all is well, loaded. */
export const Wizard = ({ uploads }: { readonly uploads: Uploads }) => {
  const { t, language, count } = useWords()
  const queries = useQueryClient()
  const [choices, setChoices] = useState<Choices>({})
  const [done, setDone] = useState<readonly Done[]>([])
  const { items } = uploads
  const here = items.flatMap((item) => {
    const brought = broughtOf(item, choices)
    return brought ? [{ item, brought }] : []
  })
  const previews = useQueries({ queries: here.map(({ brought }) => previewQuery(brought, language)) })
  const previewOf = (key: number) => previews[here.findIndex(({ item }) => item.key === key)]
  const ready = here.filter(({ item }) => isReady(previewOf(item.key)?.data) && !choices[item.key]?.editing)
  const isBusy = items.some(({ state }) => state === 'sending' || state === 'queued' || state === 'dropped')
  const committing = useMutation({
    mutationFn: async () => {
      const results: Done[] = []
      for (const { item, brought } of ready) {
        try {
          results.push({ name: item.file.name, brought, answer: await commitImport(brought), error: null })
        } catch (error) {
          results.push({ name: item.file.name, brought, answer: null, error: error as Error })
        }
      }
      return results
    },
    onSuccess: setDone,
    // Every number may be another now.
    onSettled: () => forgetNumbers(queries),
  })
  const choose = (key: number, to: Partial<Choices[number]>): void =>
    setChoices((all) => ({ ...all, [key]: { ...untouched, ...all[key], ...to } }))

  if (done.length > 0)
    return (
      <Result
        done={done}
        onMore={() => {
          setDone([])
          uploads.clear()
        }}
      />
    )
  return (
    <section className="wizard">
      {items.map((item) => (
        <FileCard
          key={item.key}
          item={item}
          uploads={uploads}
          brought={broughtOf(item, choices)}
          preview={previewOf(item.key)}
          editing={choices[item.key]?.editing ?? false}
          onEdit={(editing) => choose(item.key, { editing })}
          onMap={(map) => choose(item.key, { map, editing: false })}
        />
      ))}
      <DropZone onFiles={uploads.add} small />
      <div className="commit">
        <button
          type="button"
          className="main"
          disabled={ready.length === 0 || committing.isPending || isBusy}
          onClick={() => committing.mutate()}
        >
          {committing.isPending
            ? t('importing')
            : ready.length === 1 || ready.length === 0
              ? t('import_one')
              : t('import_count', { count: count(ready.length) })}
        </button>
        <span className="soft" role="status">
          {t(committing.isPending ? 'importing' : 'nothing_changed_yet')}
        </span>
      </div>
    </section>
  )
}
