/** Brings a file to the server in pieces, so that a dropped line costs only the piece it dropped in. */

import { addressOf } from './ask.ts'

export type UploadEvents = {
  readonly onSent: (bytes: number) => void
  /** The line dropped; sending goes on by itself. */
  readonly onDropped: () => void
  readonly onDone: (id: string) => void
  /** The server said no. */
  readonly onRefused: (error: { readonly status: number; readonly sentence: string }) => void
}

export type Uploading = { readonly pause: () => void; readonly goOn: () => void; readonly stop: () => void }

const pieceBytes = 8 * 2 ** 20
const retryAfter = [500, 1_000, 2_000, 4_000, 8_000]
const askAgainAfter = 10_000

const sentenceIn = (body: string): string => {
  try {
    return (JSON.parse(body) as { readonly detail?: string }).detail ?? ''
  } catch {
    return ''
  }
}

/** Starts at once. A file that was begun before in this browser goes on where it stopped. */
export const bringFile = (file: File, events: UploadEvents): Uploading => {
  let upload: import('tus-js-client').Upload | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let isHeld = false
  const goOn = (): void => {
    clearTimeout(again)
    again = undefined
    isHeld = false
    upload?.start()
  }
  const back = (): void => {
    if (!isHeld && again !== undefined) goOn()
  }
  const end = (): void => {
    isHeld = true
    clearTimeout(again)
    removeEventListener('online', back)
  }
  const begin = async (): Promise<void> => {
    const { Upload } = await import('tus-js-client')
    upload = new Upload(file, {
      endpoint: addressOf('/uploads'),
      metadata: { filename: file.name },
      chunkSize: pieceBytes,
      retryDelays: retryAfter,
      removeFingerprintOnSuccess: true,
      onProgress: (sent) => events.onSent(sent),
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0
        const comesBack = status === 0 || status === 409 || status === 423 || status >= 500
        if (comesBack && status !== 507) events.onDropped()
        return comesBack && status !== 507
      },
      onSuccess: () => {
        end()
        events.onDone(upload!.url!.split('/').at(-1)!)
      },
      onError: (error) => {
        const response = 'originalResponse' in error ? error.originalResponse : null
        const status = response?.getStatus() ?? 0
        if (status === 0 || (status >= 500 && status !== 507)) {
          again = setTimeout(goOn, askAgainAfter)
          events.onDropped()
        } else {
          end()
          events.onRefused({ status, sentence: sentenceIn(response?.getBody() ?? '') })
        }
      },
    })
    const [before] = await upload.findPreviousUploads()
    if (before) upload.resumeFromPreviousUpload(before)
    if (!isHeld) upload.start()
  }
  addEventListener('online', back)
  begin().catch(() => events.onRefused({ status: 0, sentence: '' }))
  return {
    pause: () => {
      isHeld = true
      clearTimeout(again)
      void upload?.abort()
    },
    goOn,
    stop: () => {
      end()
      void upload?.abort(true).catch(() => undefined)
    },
  }
}
