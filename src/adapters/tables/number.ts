/** A number as spreadsheets and JSON write it, in plain digits: `9.01E+8` → `901000000`, `1.5e-7` → `0.00000015`. */
export const plainNumber = (text: string): string => {
  const parts = /^([-+]?)(\d+)(?:\.(\d*))?[eE]([-+]?\d+)$/.exec(text)
  if (!parts) return text
  const exponent = Number(parts[4])
  if (Math.abs(exponent) > 400) return text
  const whole = parts[2]!
  const fraction = parts[3] ?? ''
  const digits = whole + fraction
  const point = whole.length + exponent
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const place = point <= 0 ? 1 : point
  const left = padded.slice(0, place).replace(/^0+(?=\d)/, '')
  const right = padded.slice(place).replace(/0+$/, '')
  return (parts[1] === '-' ? '-' : '') + left + (right === '' ? '' : `.${right}`)
}
