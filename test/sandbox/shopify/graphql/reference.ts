/** Stands for a record that is looked up when a query asks for it: orders know their customer and customers their orders. */
export class Reference {
  readonly type: "Customer" | "Order";
  readonly id: number;

  constructor(type: Reference["type"], id: number) {
    this.type = type;
    this.id = id;
  }
}
