// Owns nothing: puts together what a member sees first.
// Promises: balance and tier are true at the moment of asking.
// Publishes no events.
export { HomeModule } from './home.module.ts';
