import { useSay } from '../language.tsx'
import { Field } from './field.tsx'

/** The code an authenticator app shows. */
export const CodeField = () => {
  const { t } = useSay()
  return (
    <Field
      label={t('code')}
      hint={t('code_hint')}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus
    />
  )
}
