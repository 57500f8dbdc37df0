import { Controller } from '@nestjs/common';
import {
  activateOffer,
  countOfferAudience,
  createOffer,
  deactivateOffer,
  exampleOfOfferPrice,
  getOffer,
  listOffers,
  listOwnOffers,
  openOffer,
  seeOffers,
  updateOffer,
  type Offer,
  type OwnOffer,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  CurrentMember,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { OfferActivations } from './offer-activations.ts';
import { OfferPrices } from './offer-prices.ts';
import { Offers } from './offers.ts';
import { OwnOffers } from './own-offers.ts';

@Controller()
export class OffersController {
  constructor(
    private readonly offers: Offers,
    private readonly own: OwnOffers,
    private readonly activations: OfferActivations,
    private readonly prices: OfferPrices,
  ) {}

  @Contract(listOffers)
  async list(@Input() { query }: InputOf<typeof listOffers>): Promise<ReplyOf<typeof listOffers>> {
    return this.offers.list(query);
  }

  @Contract(createOffer)
  async create(@Input() { body }: InputOf<typeof createOffer>, @CurrentActor() actor: Actor): Promise<Offer> {
    return this.offers.create(actor, body);
  }

  @Contract(countOfferAudience)
  async audience(
    @Input() { body }: InputOf<typeof countOfferAudience>,
  ): Promise<ReplyOf<typeof countOfferAudience>> {
    return this.offers.audienceOf(body.audience);
  }

  @Contract(exampleOfOfferPrice)
  async priceExample(
    @Input() { body }: InputOf<typeof exampleOfOfferPrice>,
  ): Promise<ReplyOf<typeof exampleOfOfferPrice>> {
    return { price: await this.prices.example(body) };
  }

  @Contract(getOffer)
  async get(@Input() { params }: InputOf<typeof getOffer>): Promise<Offer> {
    return this.offers.find(params.id);
  }

  @Contract(updateOffer)
  async update(
    @Input() { params, body }: InputOf<typeof updateOffer>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Offer> {
    return this.offers.change(actor, params.id, body, version);
  }

  @Contract(listOwnOffers)
  async listOwn(
    @Input() { query }: InputOf<typeof listOwnOffers>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listOwnOffers>> {
    return { data: await this.own.of(memberId, query.at), cursor: { next: null } };
  }

  @Contract(seeOffers)
  async see(@Input() { body }: InputOf<typeof seeOffers>, @CurrentMember() memberId: string): Promise<void> {
    await this.activations.see(memberId, body.offers);
  }

  @Contract(openOffer)
  async open(
    @Input() { params }: InputOf<typeof openOffer>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    await this.activations.open(memberId, params.id);
  }

  @Contract(activateOffer)
  async activate(
    @Input() { params }: InputOf<typeof activateOffer>,
    @CurrentMember() memberId: string,
  ): Promise<OwnOffer> {
    return this.activations.activate(memberId, params.id);
  }

  @Contract(deactivateOffer)
  async deactivate(
    @Input() { params }: InputOf<typeof deactivateOffer>,
    @CurrentMember() memberId: string,
  ): Promise<OwnOffer> {
    return this.activations.deactivate(memberId, params.id);
  }
}
