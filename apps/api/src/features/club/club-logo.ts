import { Injectable } from '@nestjs/common';
import type { Club, LogoShape } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges } from './club-changes.ts';
import { ClubLogoRepository } from './club-logo.repository.ts';
import { ClubSettings } from './club-settings.ts';
import { drawLogo, type LogoPicture } from './logo-picture.ts';
import { shapeLogo } from './logo-shapes.ts';
import { Remembered } from './remembered.ts';

/** The club's logo. */
@Injectable()
export class ClubLogo {
  readonly #logo: Remembered<LogoPicture | undefined>;

  readonly #shapes = new Map<LogoShape, LogoPicture>();

  constructor(
    private readonly logos: ClubLogoRepository,
    private readonly settings: ClubSettings,
    private readonly transactions: Transactions,
    changes: ClubChanges,
  ) {
    this.#logo = new Remembered(transactions, () => logos.find());
    changes.onChange(() => this.#logo.forget());
  }

  /** From memory. Throws `not-found`. */
  async show(): Promise<LogoPicture> {
    const logo = await this.#logo.get();
    if (!logo) throw new ClubError('not-found', 'The club has no logo');
    return logo;
  }

  /** The same as a PNG of this shape, drawn once per picture. Throws `not-found`. */
  async shaped(shape: LogoShape): Promise<LogoPicture> {
    const { hash, bytes } = await this.show();
    const known = this.#shapes.get(shape);
    if (known?.hash === hash) return known;
    const shaped = { hash, bytes: await shapeLogo(bytes, shape) };
    this.#shapes.set(shape, shaped);
    return shaped;
  }

  /** Throws `unsupported-picture`, `picture-too-large`, `unreadable-picture`. */
  async change(actor: Actor, sent: unknown): Promise<Club> {
    const picture = await drawLogo(sent);
    return this.transactions.run(async () => {
      await this.logos.keep(picture);
      return this.settings.changeLogo(actor, picture.hash);
    });
  }

  async remove(actor: Actor): Promise<Club> {
    return this.transactions.run(async () => {
      await this.logos.remove();
      return this.settings.changeLogo(actor, null);
    });
  }
}
