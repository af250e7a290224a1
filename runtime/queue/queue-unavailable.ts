/** The queue cannot be reached at this moment. Nothing is lost: what is due lies in the store, and the feeder puts it when the queue is back. */
export class QueueUnavailable extends Error {
  override readonly name = 'QueueUnavailable';
}
