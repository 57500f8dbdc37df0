import type { Survey } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

type Distribution = Survey['distribution'];

/** What a field that takes a whole number says; null if it is empty, NaN if it is none. */
const whole = (typed: string): number | null => {
  if (typed.trim() === '') return null;
  return /^\d{1,7}$/u.test(typed.trim()) ? Number(typed) : Number.NaN;
};
const isWithin = (value: number | null, most: number): boolean =>
  value === null || (value >= 1 && value <= most);

/** When and how members are asked, as typed. */
export class DistributionDraft {
  trigger: Distribution['trigger'] = $state('open');
  /** Minutes. */
  delay = $state('0');
  share = $state('');
  quota = $state('');
  /** Codes; none for all. */
  locations: string[] = $state([]);
  byMail = $state(false);
  inPortal = $state(true);
  byLink = $state(false);
  onTablets = $state(false);
  byTelephone = $state(false);
  /** Only members who were asked answer anonymously. */
  anonymous = $state(false);

  constructor({ trigger, delayMinutes, share, quota, locations, channels }: Distribution) {
    this.trigger = trigger;
    this.delay = String(delayMinutes);
    this.share = String(share);
    this.quota = String(quota ?? '');
    this.locations = [...(locations ?? [])];
    this.byMail = channels.includes('email');
    this.inPortal = channels.includes('portal');
    this.byLink = channels.includes('link');
    this.onTablets = channels.includes('tablet');
    this.byTelephone = channels.includes('telephone');
  }

  get isAfterPurchase(): boolean {
    return this.trigger === 'purchase';
  }

  /** Whether it asks at some locations only, if anyone wants that. */
  get hasPlaces(): boolean {
    return this.isAfterPurchase || (this.onTablets && !this.anonymous);
  }

  get #channels(): Distribution['channels'] {
    const isNamed = !this.anonymous;
    const chosen = {
      portal: this.inPortal,
      email: this.byMail && this.isAfterPurchase,
      link: this.byLink && isNamed,
      tablet: this.onTablets && isNamed,
      telephone: this.byTelephone && isNamed,
    };
    return (['portal', 'email', 'link', 'tablet', 'telephone'] as const).filter((channel) => chosen[channel]);
  }

  /** Settings about purchases count only after purchases. */
  readonly sent = $derived.by((): Distribution => {
    const after = this.isAfterPurchase;
    return {
      trigger: this.trigger,
      delayMinutes: after ? Number(this.delay) : 0,
      share: whole(this.share) ?? 100,
      locations: this.hasPlaces && this.locations.length > 0 ? this.locations : null,
      channels: this.#channels,
      quota: whole(this.quota),
    };
  });

  /** By pointer. */
  readonly unsaved = $derived.by((): readonly (readonly [pointer: string, text: string])[] => [
    ...(isWithin(whole(this.share), 100)
      ? []
      : [['/distribution/share', m.surveysconsole_share_wrong()] as const]),
    ...(isWithin(whole(this.quota), 1_000_000)
      ? []
      : [['/distribution/quota', m.common_field_wrong()] as const]),
    ...(this.sent.channels.length > 0
      ? []
      : [['/distribution/channels', m.surveysconsole_channels_none()] as const]),
  ]);

  /** A location is chosen, or no longer. */
  toggle(location: string, chosen: boolean): void {
    const others = this.locations.filter((each) => each !== location);
    this.locations = chosen ? [...others, location] : others;
  }
}
