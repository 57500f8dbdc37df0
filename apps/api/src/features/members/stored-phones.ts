import { Injectable } from '@nestjs/common';
import { boundTo, type Actor } from '../../platform/actor.ts';
import { clubCountry, countryOfZone, storedPhone, type PhoneCountry } from '../../platform/phones.ts';
import { ClubSettings, Locations } from '../club/index.ts';

interface Typed {
  readonly phone?: string | null | undefined;
  readonly secondPhone?: string | null | undefined;
}

/** The one form in which phones are stored and compared, and where people join. */
@Injectable()
export class StoredPhones {
  constructor(
    private readonly club: ClubSettings,
    private readonly locations: Locations,
  ) {}

  /** Numbers without a country are of the club's. */
  async of<Phone extends string | null | undefined>(typed: Phone): Promise<Phone | string> {
    return typed ? storedPhone(typed, clubCountry(await this.club.current())) : typed;
  }

  /** Where staff are bound to a location, numbers without a country are of its country. */
  async typedBy<Body extends Typed>(actor: Actor, body: Body): Promise<Body> {
    if (!body.phone && !body.secondPhone) return body;
    const country = (await this.#countryOf(actor)) ?? clubCountry(await this.club.current());
    const { phone, secondPhone } = body;
    return {
      ...body,
      ...(phone ? { phone: storedPhone(phone, country) } : {}),
      ...(secondPhone ? { secondPhone: storedPhone(secondPhone, country) } : {}),
    };
  }

  /** The code of the first location of callers bound to some. */
  async placeOf(actor: Actor): Promise<string | undefined> {
    const [id] = boundTo(actor) ?? [];
    return id === undefined ? undefined : (await this.locations.byId(id))?.code;
  }

  async #countryOf(actor: Actor): Promise<PhoneCountry | undefined> {
    const [id] = boundTo(actor) ?? [];
    const location = id === undefined ? undefined : await this.locations.byId(id);
    return location?.timeZone ? countryOfZone(location.timeZone) : undefined;
  }
}
