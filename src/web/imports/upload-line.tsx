import type { Item, Uploads } from './use-uploads.ts'
import { useWords } from './use-words.ts'

/** How far a file has come, and what can be done about it. */
export const UploadLine = ({ item, uploads }: { readonly item: Item; readonly uploads: Uploads }) => {
  const { t, bytes } = useWords()
  const { key, file, state } = item
  const amounts = { sent: bytes(item.sent), size: bytes(file.size) }
  const said =
    state === 'queued'
      ? t('queued')
      : state === 'dropped'
        ? t('dropped', amounts)
        : state === 'paused'
          ? t('paused', amounts)
          : t('uploading', amounts)
  return (
    <div className="upload">
      <progress max={Math.max(1, file.size)} value={item.sent} aria-label={t('upload_of', { file: file.name })} />
      <p className={state === 'dropped' ? 'warn' : 'soft'} role="status">
        {said}
      </p>
      <p className="actions">
        {state === 'paused' || state === 'dropped' ? (
          <button type="button" onClick={() => uploads.goOn(key)}>
            {t('go_on')}
          </button>
        ) : null}
        {state === 'sending' ? (
          <button type="button" onClick={() => uploads.pause(key)}>
            {t('pause')}
          </button>
        ) : null}
        <button type="button" className="quiet" onClick={() => uploads.remove(key)}>
          {t('remove')}
        </button>
      </p>
    </div>
  )
}
