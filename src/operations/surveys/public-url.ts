import type { SurveyStore } from '#core/surveys/invitation.ts'

/** Where customers and employees who are asked reach their pages; `address` is where everybody else does. */
export const publicUrl = ({
  surveys,
  address,
}: {
  readonly surveys: Pick<SurveyStore, 'sending'>
  readonly address: () => string
}): string => surveys.sending().url ?? address()
