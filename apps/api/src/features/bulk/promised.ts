/** What a dry run has promised of a stock. Of what it promised before a restart nobody knows the location, so it counts at each. */
export class Promised {
  readonly #before: number;
  readonly #since = new Map<string | null, number>();

  constructor(before: number) {
    this.#before = before;
  }

  add(locationId: string | null): void {
    this.#since.set(locationId, (this.#since.get(locationId) ?? 0) + 1);
  }

  readonly at = (locationId: string | null): number => this.#before + (this.#since.get(locationId) ?? 0);
}
