import { Controller } from '@nestjs/common';
import {
  createLocation,
  createProduct,
  getClub,
  listLocations,
  getProductGroups,
  listProducts,
  updateClub,
  updateLocation,
  updateProduct,
  type Club,
  type Location,
  type Product,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { ClubSettings } from './club-settings.ts';
import { Interests } from './interests.ts';
import { KeptPrices } from './kept-prices.ts';
import { Locations } from './locations.ts';
import { Products } from './products.ts';
import { named, Reader } from './reader.ts';
import type { LocationRecord, ProductRecord } from './records.ts';

@Controller()
export class ClubController {
  constructor(
    private readonly settings: ClubSettings,
    private readonly locations: Locations,
    private readonly products: Products,
    private readonly reader: Reader,
    private readonly prices: KeptPrices,
    private readonly interests: Interests,
  ) {}

  @Contract(getClub)
  async show(): Promise<Club> {
    return this.settings.current();
  }

  @Contract(updateClub)
  async change(
    @Input() { body }: InputOf<typeof updateClub>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Club> {
    return this.settings.change(actor, body, version);
  }

  @Contract(listLocations)
  async listLocations(
    @Input() { query }: InputOf<typeof listLocations>,
  ): Promise<ReplyOf<typeof listLocations>> {
    const wording = await this.reader.wording();
    const list = await this.locations.list(query, wording.of);
    return { ...list, data: list.data.map((location) => named(location, wording)) };
  }

  @Contract(createLocation)
  async createLocation(
    @Input() { body }: InputOf<typeof createLocation>,
    @CurrentActor() actor: Actor,
  ): Promise<Location> {
    return this.#said(this.locations.create(actor, body));
  }

  @Contract(updateLocation)
  async changeLocation(
    @Input() { params, body }: InputOf<typeof updateLocation>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Location> {
    return this.#said(this.locations.change(actor, params.id, body, version));
  }

  @Contract(listProducts)
  async listProducts(
    @Input() { query }: InputOf<typeof listProducts>,
  ): Promise<ReplyOf<typeof listProducts>> {
    const wording = await this.reader.wording();
    const list = await this.prices.sold(query);
    return { ...list, data: list.data.map((product) => named(product, wording)) };
  }

  @Contract(getProductGroups)
  async productGroups(): Promise<ReplyOf<typeof getProductGroups>> {
    return this.products.groups();
  }

  @Contract(createProduct)
  async createProduct(
    @Input() { body }: InputOf<typeof createProduct>,
    @CurrentActor() actor: Actor,
  ): Promise<Product> {
    await this.interests.assertKnown(body.interests);
    return this.#said(this.products.create(actor, body));
  }

  @Contract(updateProduct)
  async changeProduct(
    @Input() { params, body }: InputOf<typeof updateProduct>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Product> {
    await this.interests.assertKnown(body.interests);
    return this.#said(this.products.change(actor, params.id, body, version));
  }

  async #said<Row extends LocationRecord | ProductRecord>(
    row: Promise<Row>,
  ): Promise<ReturnType<typeof named<Row>>> {
    return named(await row, await this.reader.wording());
  }
}
