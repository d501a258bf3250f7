import { dimensions, type Employee, type PulseCell, type PulseDimension, type PulsePlan } from './round.ts'

/** Fewest people a round asks: with fewer nearly everything would be hidden. */
export const fewestAsked = 8
/** Fewest answers of a number told, whatever an owner sets. */
export const pulseFloor = 5

/** Those who are asked on a day: a last day at work that has come leaves somebody out. */
export const askedOn = (people: readonly Employee[], day: string): readonly Employee[] =>
  people.filter(({ leaving_on }) => leaving_on === null || leaving_on > day)

const unitIn = (employee: Employee, dimension: PulseDimension): string | null => employee[dimension]

/**
 * Settles which units a round tells about. One with fewer people asked than the floor is counted together with the
 * other small ones of its dimension.
 */
export const freezePlan = (
  people: readonly Employee[],
  floor: number,
): { readonly plan: PulsePlan; readonly cellOf: (employee: Employee) => PulseCell } => {
  const units = Object.fromEntries(
    dimensions.map((dimension) => {
      const counts = Map.groupBy(people, (employee) => unitIn(employee, dimension))
      const large = [...counts].filter(([unit, members]) => unit !== null && members.length >= floor)
      return [dimension, large.map(([unit]) => unit!).sort()]
    }),
  ) as Record<PulseDimension, string[]>
  const cellOf = (employee: Employee): PulseCell => {
    const [team, location, tenure] = dimensions.map((dimension) => {
      const unit = unitIn(employee, dimension)
      return unit !== null && units[dimension].includes(unit) ? unit : null
    })
    return [team ?? null, location ?? null, tenure ?? null]
  }
  return { plan: { floor, asked: people.length, units }, cellOf }
}
