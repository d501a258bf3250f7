import { type RefObject, useLayoutEffect, useState } from 'react'

/** Least width of a period, of the names beside it, and of the names where there is little room. */
const [least, names, fewNames] = [96, 226, 122]

/** Widths that let whole periods fill the room, so that none is cut in two beside the names. */
export const columnWidths = (room: number, count: number): { readonly name: number; readonly period: number } => {
  const name = room < 560 ? fewNames : names
  const fitting = Math.max(1, Math.min(count, Math.floor((room - name) / least)))
  return { name, period: Math.max(least, (room - name) / fitting) }
}

export const useColumnWidths = (room: RefObject<HTMLElement | null>, count: number) => {
  const [width, setWidth] = useState(900)
  useLayoutEffect(() => {
    const box = room.current
    if (!box) return
    const look = (): void => setWidth(box.clientWidth)
    look()
    const sizes = new ResizeObserver(look)
    sizes.observe(box)
    return () => sizes.disconnect()
  }, [room])
  return columnWidths(width, count)
}
