/**
 * A handler's result if a second person has to approve first: answered with 202, by `waits` of the contract.
 */
export class Waiting<Body = unknown> {
  constructor(readonly body: Body) {}
}
