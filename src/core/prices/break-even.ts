/**
 * How many more units a price cut has to sell to earn the same: −ΔP ÷ (CM + ΔP), all as shares of the price.
 * At 40 % margin, 10 % off needs a third more units.
 * @param discount price cut, 0 … 1
 * @param margin gross margin before it, 0 … 1
 * @returns the lift (0.333 = +33.3 %), or null where no number of units earns it back
 */
export const breakEvenLift = (discount: number, margin: number): number | null =>
  discount < margin ? discount / (margin - discount) : null

/**
 * The deepest cut that still earns the same when units rise by `lift`: margin × lift ÷ (1 + lift).
 * @param lift expected rise of units, 0.5 = +50 %
 */
export const largestDiscount = (lift: number, margin: number): number =>
  lift > 0 && margin > 0 ? (margin * lift) / (1 + lift) : 0

/** Profit with a discount against without, as a share of the latter: (1 + lift)·(m − d) ÷ m − 1. m, d are shares of the price. */
export const profitChangeAt = (discount: number, margin: number, lift: number): number =>
  ((1 + lift) * (margin - discount)) / margin - 1
