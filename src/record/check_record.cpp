#include "record/check_record.h"

#include <algorithm>
#include <array>

namespace carepress::record {
namespace {

constexpr std::string_view sign_in = "sign-in", visit = "visit", attach = "attach";

/// What a visit is made of. Without the first two there is none; what the others say is left out, and the summary does
/// not claim that there is nothing.
constexpr std::array<std::string_view, 2> needed_for_visit{"Patient", "Encounter"};
constexpr std::array<std::string_view, 14> parts_of_visit{
    "Condition",    "MedicationRequest", "MedicationStatement", "AllergyIntolerance", "Observation", "Procedure",
    "Immunization", "DiagnosticReport",  "ServiceRequest",      "Appointment",        "CarePlan",    "CareTeam",
    "Goal",         "Composition"};

class Checker {
public:
    Checker(const Answers& answers, const KnownSystem* system) : answers_(answers), system_(system) {}

    RecordCheck run() && {
        if (answers_.capabilities) {
            check_.profile = make_profile(*answers_.capabilities, system_);
            look_at_server(*answers_.capabilities);
        } else {
            add("server", "CapabilityStatement", Verdict::missing, answers_.no_capabilities);
        }
        look_at_sign_in();
        if (answers_.capabilities) {
            look_at_visit(*answers_.capabilities);
            look_at_attaching(*answers_.capabilities);
        }
        return std::move(check_);
    }

private:
    void add(std::string_view about, std::string_view what, Verdict verdict, std::string meaning) {
        check_.aspects.push_back({std::string(about), std::string(what), verdict, std::move(meaning)});
    }

    void look_at_server(const Capabilities& capabilities) {
        const std::string& version = capabilities.fhir_version;
        const bool is_r4 = version.starts_with("4.0") || version.starts_with("4.3");
        add("server", "FHIR",
            is_r4             ? Verdict::good
            : version.empty() ? Verdict::untold
                              : Verdict::missing,
            version.empty() ? "the version is not stated; carepress speaks R4"
                            : version + (is_r4 ? "" : ": carepress speaks R4 (4.0.1)"));
        if (system_ != nullptr) {
            add("server", "known as", check_.profile.is_confirmed ? Verdict::good : Verdict::untold,
                std::string(system_->name) + ": " + std::string(system_->what));
        }
    }

    void look_at_sign_in() {
        if (!answers_.smart) {
            const bool has_addresses = answers_.capabilities && !answers_.capabilities->sign_in.token.empty();
            add(sign_in, "smart-configuration", has_addresses ? Verdict::limited : Verdict::untold,
                has_addresses
                    ? "missing; the addresses of the CapabilityStatement are used"
                    : "missing (" + answers_.no_smart + "): the server asks for no sign-in, or not for SMART's");
            return;
        }
        const SmartConfiguration& smart = *answers_.smart;
        add(sign_in, "programs", smart.signs_in_programs() ? Verdict::good : Verdict::missing,
            smart.signs_in_programs() ? "by a signed assertion (private_key_jwt)"
                                      : "no client_credentials with private_key_jwt and RS384 or ES384");
        const bool has_challenge = std::find(smart.challenge_methods.begin(), smart.challenge_methods.end(), "S256") !=
                                   smart.challenge_methods.end();
        const bool launches = smart.can("launch-ehr") && !smart.authorization_endpoint.empty();
        add(sign_in, "launch from the record",
            launches ? has_challenge ? Verdict::good : Verdict::untold : Verdict::missing,
            launches
                ? has_challenge ? "launch-ehr, PKCE S256" : "launch-ehr; PKCE S256 is not named, which SMART 2 asks for"
                : "launch-ehr is not named");
        add(sign_in, "scopes", smart.can("permission-v2") ? Verdict::good : Verdict::limited,
            smart.can("permission-v2") ? "of SMART 2 (patient/Condition.rs)" : "of SMART 1 (patient/Condition.read)");
    }

    void look_at_visit(const Capabilities& capabilities) {
        for (const std::string_view type : needed_for_visit) {
            const ResourceUse* const use = capabilities.find(type);
            const bool reads = use != nullptr && use->reads;
            add(visit, type, reads ? Verdict::good : Verdict::missing,
                reads ? "read" : "cannot be read, and every summary needs it");
        }
        for (const std::string_view type : parts_of_visit) {
            const ResourceUse* const use = capabilities.find(type);
            if (use == nullptr || !use->searches)
                add(visit, type, Verdict::limited, "not offered: the summary says nothing of it");
            else if (use->parameters.contains("encounter"))
                add(visit, type, Verdict::good, "searched by encounter");
            else if (use->parameters.contains("patient"))
                add(visit, type, Verdict::good, "searched by patient");
            else
                add(visit, type, Verdict::limited,
                    "searched neither by encounter nor by patient: the summary says nothing of it");
        }
    }

    void look_at_attaching(const Capabilities& capabilities) {
        const EhrProfile& profile = check_.profile;
        const ResourceUse* const documents = capabilities.find("DocumentReference");
        if (profile.pdf == PdfTransport::none) {
            add(attach, "DocumentReference", Verdict::missing, "cannot be created: handouts are printed or downloaded");
            return;
        }
        add(attach, "DocumentReference", Verdict::good, "created");
        if (profile.pdf == PdfTransport::link)
            add(attach, "PDF", Verdict::limited, "not taken: a link to the article's page is attached");
        else
            add(attach, "PDF", system_ != nullptr && profile.is_confirmed ? Verdict::good : Verdict::untold,
                system_ != nullptr && profile.is_confirmed
                    ? "taken inline"
                    : "a CapabilityStatement does not say; try it with a test patient");
        add(attach, "no second copy", profile.repeat == Repeat::ask ? Verdict::limited : Verdict::good,
            profile.repeat == Repeat::conditional ? "by If-None-Exist"
            : profile.repeat == Repeat::search    ? "by a search before each retry"
                                                  : "cannot be told after a lost answer: a person is asked to look");
        add(attach, "read back", documents->reads ? Verdict::good : Verdict::limited,
            documents->reads ? "yes" : "not offered: whether it opens must be looked at in the record");
        add(attach, "newer editions", profile.supersedes ? Verdict::good : Verdict::limited,
            profile.supersedes ? "the older one becomes superseded" : "no update: the older one stays current");
        add(attach, "Communication", profile.takes_communications ? Verdict::good : Verdict::limited,
            profile.takes_communications ? "created, too" : "not taken, and not needed");
    }

    const Answers& answers_;
    const KnownSystem* const system_;
    RecordCheck check_;
};

}  // namespace

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::good:
            return "good";
        case Verdict::limited:
            return "limited";
        case Verdict::missing:
            return "missing";
        case Verdict::untold:
            return "untold";
    }
    return "";
}

bool RecordCheck::lacks(std::string_view about) const {
    return std::any_of(aspects.begin(), aspects.end(),
                       [&](const Aspect& each) { return each.about == about && each.verdict == Verdict::missing; });
}

RecordCheck check_record(const Answers& answers, const KnownSystem* system) { return Checker(answers, system).run(); }

}  // namespace carepress::record
