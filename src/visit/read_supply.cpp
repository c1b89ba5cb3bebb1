#include "visit/concepts.h"
#include "visit/read_visit_parts.h"

namespace carepress::visit {

void read_supply(const Chart& chart, const Element& request, Medicine& medicine) {
    const Element supply = request.child("dispenseRequest");
    if (supply.present()) {
        medicine.quantity = quantity_of(supply.child("quantity"));
        medicine.refills = supply.count("numberOfRepeatsAllowed");
    }
    medicine.prescriber = name_behind(chart, request.child("requester"));
    medicine.start = request.date_time("authoredOn");
}

}  // namespace carepress::visit
