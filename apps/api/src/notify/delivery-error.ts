/** Why a message could not be delivered. Its words hold no secret: they go into the graph and to clients. */
export class DeliveryError extends Error {
  /** False when trying again will not help before somebody changed something. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = "DeliveryError";
    this.isPassing = isPassing;
  }
}
