import { Injectable } from '@nestjs/common';
import { plainText, sourcedValues, toSentence, type Condition, type NameOf } from '@regulars/conditions';
import type { Opportunity, RuleContent, Texts, Tier } from '@regulars/contracts';
import { Names, textsOf } from '../../platform/names.ts';
import { Badges } from '../challenges/index.ts';
import { ClubSettings, Locations, ProductSets, Reader, type Wording } from '../club/index.ts';

/** Conditions about a sale in the reader's language, with the club's names for what they name. */
export interface Words extends Pick<Wording, 'of'> {
  readonly say: (condition: Condition) => string;
  /** The names of what conditions name, by id or code. What has no name is left out. */
  readonly names: (conditions: readonly (Condition | null)[]) => Readonly<Record<string, string>>;
  /** A location by its id; undefined if it has no name. */
  readonly location: (id: string) => Opportunity['locations'][number] | undefined;
}

@Injectable()
export class ConditionWords {
  constructor(
    private readonly club: ClubSettings,
    private readonly locations: Locations,
    private readonly reader: Reader,
    private readonly sets: ProductSets,
    private readonly badges: Badges,
    private readonly named: Names,
  ) {}

  /** For rules with these effects and conditions: names that none of them asks for are not read. */
  async of(
    rules: readonly Pick<RuleContent, 'effect' | 'when'>[],
    tiers: readonly Pick<Tier, 'id' | 'name'>[],
  ): Promise<Words> {
    const values = rules.flatMap(({ effect, when }) => sourcedValues({ effect, when }));
    const asked = new Set(values.map(({ source }) => source));
    const segments = await this.named.of(
      'segment',
      values.flatMap((value) => (value.source === 'segment' ? value.values : [])),
    );
    const wording = await this.reader.wording();
    const { language, of } = wording;
    const { till, interests } = await this.club.current();
    const places = await this.locations.names();
    const codes = new Map((await this.locations.all()).map(({ id, code }) => [id, code]));
    const named = (texts: readonly (readonly [string, Texts])[]): ReadonlyMap<string, string> =>
      new Map(texts.map(([key, name]) => [key, of(name)]));
    const names: Partial<Record<Parameters<NameOf>[0], ReadonlyMap<string, string>>> = {
      location: places,
      'product-set': asked.has('product-set') ? await this.sets.names(wording) : undefined,
      tier: named(tiers.map(({ id, name }) => [id, name])),
      segment: named([...segments].map(([id, name]) => [id, textsOf(name)])),
      badge: asked.has('badge') ? named([...(await this.badges.names())]) : undefined,
      interest: named(interests.map(({ key, name }) => [key, name])),
      category: named(till.categoryNames.map((each) => [each.category, each.names])),
    };
    const nameOf: NameOf = (source, id) => names[source]?.get(id);
    return {
      of,
      say: (condition) => plainText(toSentence(condition, 'sale', language, nameOf)),
      names: (conditions) =>
        Object.fromEntries(
          sourcedValues(conditions).flatMap(({ source, values }) =>
            values.flatMap((value) => {
              const name = nameOf(source, value);
              return name === undefined ? [] : [[value, name]];
            }),
          ),
        ),
      location: (id) => {
        const [code, name] = [codes.get(id), places.get(id)];
        return code !== undefined && name ? { code, name } : undefined;
      },
    };
  }
}
