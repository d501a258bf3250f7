import { useEffect, useState } from 'react'
import { useWords } from './use-words.ts'

const filesIn = (data: DataTransfer | null): readonly File[] => [...(data?.files ?? [])]

/** Files dropped anywhere on the page are taken; true while some are held over it. */
const useDropped = (onFiles: (files: readonly File[]) => void): boolean => {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      event.preventDefault()
      setOver(false)
      const files = filesIn(event.dataTransfer)
      if (files.length > 0) onFiles(files)
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [onFiles])
  return isOver
}

/** Where files are dropped or chosen; by keyboard it is a field of files like any other. */
export const DropZone = ({
  onFiles,
  small = false,
}: {
  readonly onFiles: (files: readonly File[]) => void
  readonly small?: boolean
}) => {
  const { t } = useWords()
  const isOver = useDropped(onFiles)
  return (
    <label className={`dropzone${small ? ' small' : ''}${isOver ? ' over' : ''}`}>
      <input
        type="file"
        multiple
        className="unseen"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
      <strong>{t(small ? 'drop_more' : 'drop')}</strong>
      {small ? null : <span className="soft">{t('drop_hint')}</span>}
    </label>
  )
}
