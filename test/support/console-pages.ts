import { fillClub, type FullClub } from './every-page.ts';
import { pageFaults } from './page-faults.ts';
import { startClub, type TestClub } from './portal.ts';

const desk = { width: 1440, height: 900 };

/** For all pages of a part, in milliseconds. */
export const longestMs = 300_000;

type Part = 'programme' | 'configuration' | 'others';

const configuration = [
  'event-types',
  'events',
  'exports',
  'imports',
  'locations',
  'mail',
  'product-sets',
  'products',
  'rate-tables',
  'settings',
  'staff',
];
const programme = [
  'budgets',
  'challenges',
  'coupons',
  'discount-categories',
  'offers',
  'referrals',
  'rewards',
  'rules',
  'tiers',
];

const partOf = (path: string): Part => {
  const [, , section = ''] = path.split(/[/?]/u);
  if (programme.includes(section)) return 'programme';
  return configuration.includes(section) ? 'configuration' : 'others';
};

/** The pages of the console in a club with something on each of them, in three parts of about the same size. */
export class ConsolePages {
  private constructor(
    readonly club: TestClub,
    private readonly full: FullClub,
  ) {}

  static async open(): Promise<ConsolePages> {
    const club = await startClub();
    return new ConsolePages(club, await fillClub(club));
  }

  close(): Promise<void> {
    return this.club.close();
  }

  get manager(): string | undefined {
    return this.full.cookies.manager;
  }

  /** Of axe in light and dark, in German, whose words are the longest. Throws if a page does not fit phones or 200 % zoom. */
  async faultsOf(part: Part): Promise<string[]> {
    const page = await this.club.page(this.manager, { ...desk, theme: 'system', language: 'de' });
    const paths = this.full.pathsOf('manager').filter((path) => partOf(path) === part);
    const found = await pageFaults(page, paths, desk);
    await page.context().close();
    return found;
  }
}
