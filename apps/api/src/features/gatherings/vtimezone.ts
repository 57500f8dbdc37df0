/**
 * The part of a calendar file that says what a time zone means around an event, from the time zone database of the
 * runtime: the change before its start, and those until its end. A zone without changes has one offset for ever.
 */
export const vtimezone = (
  zone: string,
  start: Temporal.ZonedDateTime,
  end: Temporal.ZonedDateTime,
): string => {
  const changes = changesAround(start, end);
  const parts =
    changes.length > 0
      ? changes.map((change) => observance(change, change.subtract({ nanoseconds: 1 })))
      : [observance(Temporal.ZonedDateTime.from(`1970-01-01T00:00[${zone}]`), start)];
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts.flat(), 'END:VTIMEZONE'].join('\r\n');
};

const changesAround = (
  start: Temporal.ZonedDateTime,
  end: Temporal.ZonedDateTime,
): Temporal.ZonedDateTime[] => {
  const changes: Temporal.ZonedDateTime[] = [];
  let change = start.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  while (change && Temporal.ZonedDateTime.compare(change, end) <= 0) {
    changes.push(change);
    change = change.getTimeZoneTransition('next');
  }
  return changes;
};

/** From this moment on an offset holds. Its start is given in the local time before. */
const observance = (from: Temporal.ZonedDateTime, before: Temporal.ZonedDateTime): string[] => {
  const isSummer = from.offsetNanoseconds > winterOffset(from);
  const kind = isSummer ? 'DAYLIGHT' : 'STANDARD';
  const local = from.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
  const at = local.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
  return [
    `BEGIN:${kind}`,
    `DTSTART:${at}`,
    `TZOFFSETFROM:${basic(before.offset)}`,
    `TZOFFSETTO:${basic(from.offset)}`,
    `END:${kind}`,
  ];
};

/** The lesser offset of the year is that of the winter, north and south. */
const winterOffset = (at: Temporal.ZonedDateTime): number =>
  Math.min(...[1, 7].map((month) => at.with({ month, day: 1 }).offsetNanoseconds));

const basic = (offset: string): string => offset.slice(0, 6).replace(':', '');
