import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { ClubChanges } from './club-changes.ts';
import { ClubSettings } from './club-settings.ts';
import { ProductsRepository } from './products.repository.ts';

/** What members can be interested in: a list of the club, of which products and communities carry some. */
@Injectable()
export class Interests {
  constructor(
    private readonly club: ClubSettings,
    products: ProductsRepository,
    changes: ClubChanges,
  ) {
    changes.onInterestsRemoved((left) => products.keepInterests(left));
  }

  /** Throws `unknown-interest`. */
  async assertKnown(keys: readonly string[] = []): Promise<void> {
    if (keys.length === 0) return;
    const known = new Set((await this.club.current()).interests.map(({ key }) => key));
    for (const [index, key] of keys.entries())
      if (!known.has(key))
        throw ClubError.field('unknown-interest', `/interests/${index}`, 'the club has no such interest');
  }
}
