/** What a handler gives where a second person has to approve first: answered 202, by `waits` of the contract. */
export class Waiting<Body = unknown> {
  constructor(readonly body: Body) {}
}
