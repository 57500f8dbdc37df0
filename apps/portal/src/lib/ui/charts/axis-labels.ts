/** Pixels of a letter at 12 px, about. */
const letter = 6.2;
const gap = 10;

interface Labelled {
  readonly label: string;
}

/** Pixels of the widest label. */
export const widestLabel = (points: readonly Labelled[]): number =>
  letter * Math.max(1, ...points.map(({ label }) => label.length));

/** 1 shows each label, 2 every second one: as many as `room` pixels have space for. */
export const labelStep = (points: readonly Labelled[], room: number): number =>
  Math.max(1, Math.ceil((points.length * (widestLabel(points) + gap)) / Math.max(room, 1)));
