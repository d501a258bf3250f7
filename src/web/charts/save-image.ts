const copied = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const

/** The drawing with the styles it has on the page written into it, on the page's own paper, under its title. */
const standalone = (
  drawing: SVGSVGElement,
  title: string,
): { readonly text: string; readonly size: readonly [number, number] } => {
  const [width, height] = [drawing.clientWidth, drawing.clientHeight]
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const [from, to] = [drawing.querySelectorAll('*'), copy.querySelectorAll<SVGElement>('*')]
  from.forEach((element, i) => {
    const style = getComputedStyle(element)
    for (const name of copied) to[i]!.style.setProperty(name, style.getPropertyValue(name))
  })
  const paper = getComputedStyle(document.body)
  const head = 34
  const make = (name: string, attributes: Readonly<Record<string, string>>, text = ''): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    element.textContent = text
    return element
  }
  const whole = make('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width: String(width + 32),
    height: String(height + head + 24),
  })
  copy.setAttribute('x', '16')
  copy.setAttribute('y', String(head))
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  whole.append(
    make('rect', { width: '100%', height: '100%', fill: paper.backgroundColor }),
    make(
      'text',
      { x: '16', y: '24', fill: paper.color, 'font-family': paper.fontFamily, 'font-size': '15', 'font-weight': '600' },
      title,
    ),
    copy,
  )
  return { text: new XMLSerializer().serializeToString(whole), size: [width + 32, height + head + 24] }
}

/** Hands a file to the browser to be kept. */
export const saveFile = (blob: Blob, name: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

/** A drawing of the page as a PNG, at twice its size. */
export const saveImage = async (drawing: SVGSVGElement, title: string, name: string): Promise<void> => {
  const { text, size } = standalone(drawing, title)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = size[0] * 2
  canvas.height = size[1] * 2
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (blob) saveFile(blob, `${name}.png`)
}
