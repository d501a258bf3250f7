export const KpiRoute = () => null
