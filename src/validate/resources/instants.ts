/** Comparing dates and times of any precision by the moment they begin; without a time zone, UTC is meant. */

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

/** Milliseconds since 1970; undefined for what is no date or dateTime. */
export function startOf(dateTime: string): number | undefined {
  const [, year, month = "01", day = "01"] = DATE.exec(dateTime) ?? [];
  const start = Date.parse(year === undefined ? dateTime : `${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(start) ? undefined : start;
}
