#pragma once

#include "record/capabilities.h"
#include "record/record_client.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress::record {

/// Which part of a record is read. Ids as is_id() has them.
struct VisitAsked {
    std::string encounter;  ///< empty: all visits of the patient
    std::string patient;    ///< empty: the encounter's; else it must be
};

/// Something that a record has, or may have, and that could not be read.
struct Gap {
    std::string type;          ///< "Condition"
    std::string why;           ///< a phrase without patient data
    bool is_withheld = false;  ///< the record, or the scopes, do not allow it
};

/// What a visit is made of, as a record sent it.
struct VisitRecord {
    /// A Bundle for visit::read_visit(). Resources are in it byte by byte; each gap is an OperationOutcome whose
    /// `expression` names the type, so that the page claims nothing about it.
    std::string bundle;
    std::string patient, encounter;  ///< ids; the latter is empty if none was asked for
    std::vector<Gap> gaps;
    std::vector<std::string> notes;  ///< for the operator: what is not offered and not missed, as phrases
};

/// Reads what `carepress visit` needs from a record, at most RecordLimits::parallel searches at a time: by the
/// encounter and its days, or by the patient, and only what `scopes` (empty: all, see granted()) and `capabilities`
/// (null: not known, so all is tried) allow. It fails if patient or encounter cannot be read, if they do not belong to
/// each other, if an answer is about another patient, which is never used in part, or if it is cancelled; what else
/// fails is a gap.
Outcome<VisitRecord> fetch_visit(const RecordClient& client, const Capabilities* capabilities, std::string_view scopes,
                                 const VisitAsked& asked);

}  // namespace carepress::record
