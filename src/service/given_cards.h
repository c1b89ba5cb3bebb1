#pragma once

#include "base/digest.h"
#include "net/clock.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::service {

/// Whom a card is about: kept as a digest, so that memory has no name or number of anybody.
struct CardSubject {
    std::string issuer;     ///< of the record system's token
    std::string server;     ///< FHIR base address
    std::string patient;    ///< logical id
    std::string encounter;  ///< logical id; empty: outside a visit
};

/// The cards that were given, and the articles that users do not want to see again in an encounter (or, outside one, of
/// a patient): those of a card that they overrode. In memory alone, and for some hours only. Thread-safe.
class GivenCards {
public:
    /// `time`: that a card, and what was said of it, is remembered. `most`: cards, and subjects with quiet articles.
    explicit GivenCards(std::chrono::seconds time = std::chrono::hours(24), std::size_t most = 20'000)
        : time_(time), most_(most) {}

    /// Remembers a card with these articles. Returns its UUID (RFC 9562, 5.4). Throws EnvironmentError.
    std::string remember(const CardSubject& subject, std::vector<std::string> articles,
                         net::TimePoint now = net::now());
    /// The card's articles are quiet from now on. An issuer other than the card's, or an unknown card, changes nothing.
    void override_card(std::string_view issuer, const std::string& uuid, net::TimePoint now = net::now());
    /// Without those that are quiet.
    std::vector<std::string> still_wanted(const CardSubject& subject, std::vector<std::string> articles,
                                          net::TimePoint now = net::now());
    void sweep(net::TimePoint now = net::now());

private:
    struct Card {
        Sha256 issuer, subject;
        std::vector<std::string> articles;
        net::TimePoint given;
    };
    struct Quiet {
        std::set<std::string> articles;
        net::TimePoint said;
    };

    void forget_old(net::TimePoint now);

    const std::chrono::seconds time_;
    const std::size_t most_;
    std::mutex mutex_;
    std::map<std::string, Card> cards_;
    std::map<Sha256, Quiet> quiet_;
};

}  // namespace carepress::service
