import { fold } from './fold.ts'

/** Fewest and most characters of a password. */
export const passwordLength = { least: 10, most: 200 } as const

/** Beginnings of long passwords that are tried first everywhere; shorter ones are refused for their length. */
const common = [
  'password',
  'passw0rd',
  'matkhau',
  '123456',
  '1234567890',
  '0123456789',
  '987654321',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  '1q2w3e4r',
  'iloveyou',
  'welcome',
  'letmein',
  'admin',
  'administrator',
  'abc123',
  'changeme',
  'khongbiet',
  'anhyeuem',
  'emyeuanh',
  'vietnam',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'dragon',
  'monkey',
  'nhip',
]

/** One piece over and over: `abcabcabcabc`. */
const isRepeated = (text: string): boolean => /^(.{1,4})\1+.?$/su.test(text)

const isRun = (text: string): boolean => {
  const codes = [...text].map((sign) => sign.codePointAt(0)!)
  const steps = codes.slice(1).map((code, i) => code - codes[i]!)
  return steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 0) <= 1
}

/**
 * What is wrong with a password; null where nothing is.
 * @param known the e-mail and the name it must not lean on
 */
export const wrongPassword = (password: string, known: readonly string[]): 'short' | 'common' | null => {
  const { length } = [...password.normalize('NFC')]
  if (length < passwordLength.least || length > passwordLength.most) return 'short'
  const plain = fold(password).replaceAll(/[\s._-]/g, '')
  // What is left once a well-known word is taken out has to be a password by itself, nearly.
  const rest = (word: string): number => plain.replaceAll(word, '').replaceAll(/[\d!@#$%^&*?]/g, '').length
  const own = known
    .flatMap((text) => [fold(text).replaceAll(/[\s._-]/g, ''), fold(text.split('@')[0]!).replaceAll(/[\s._-]/g, '')])
    .filter((word) => word.length >= 4)
  const leansOn = [...common, ...own].some((word) => plain.includes(word) && rest(word) < 4)
  return leansOn || isRepeated(plain) || isRun(plain) ? 'common' : null
}
