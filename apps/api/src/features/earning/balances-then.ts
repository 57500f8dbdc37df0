import type { Instant } from '@regulars/loyalty';
import type { MemberPointsService } from '../points/index.ts';

/** Movements kept in memory, about 30 MB. */
const mostKept = 1_000_000;

/** Of one member, in the order of time: when points changed, and how many there were from then on. */
interface Course {
  readonly from: Instant[];
  readonly points: number[];
}

/** What members could spend at moments of the past. Reads the movements of each member once, as long as they fit. */
export class BalancesThen {
  readonly #courses = new Map<string, Course>();
  #kept = 0;

  constructor(private readonly points: Pick<MemberPointsService, 'movements'>) {}

  /** Call it before `before`, for all members of a page. */
  async read(memberIds: readonly string[]): Promise<void> {
    if (this.#kept > mostKept) this.#forget();
    const missing = memberIds.filter((id) => !this.#courses.has(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#courses.set(id, { from: [], points: [] });
    for (const { memberId, at, points } of await this.points.movements(missing)) {
      const course = this.#courses.get(memberId);
      course?.from.push(at.getTime());
      course?.points.push((course.points.at(-1) ?? 0) + points);
      this.#kept += 1;
    }
  }

  before(memberId: string, at: Instant): number {
    const course = this.#courses.get(memberId);
    if (!course) throw new Error('The movements of a member were not read');
    return course.points[countBefore(course.from, at) - 1] ?? 0;
  }

  #forget(): void {
    this.#courses.clear();
    this.#kept = 0;
  }
}

/** How many of these ascending moments are before it. */
function countBefore(moments: readonly Instant[], at: Instant): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((moments[middle] ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
