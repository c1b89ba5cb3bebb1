#include "service/given_cards.h"

#include "service/handle.h"

#include <algorithm>
#include <utility>

namespace carepress::service {
namespace {

/// Each part with its length, so that no two subjects are one.
Sha256 digest_of(const CardSubject& subject) {
    std::string text;
    for (const std::string* part : {&subject.issuer, &subject.server, &subject.patient, &subject.encounter})
        text += std::to_string(part->size()) + ":" + *part;
    return sha256(text);
}

/// 122 random bits as RFC 9562 writes them.
std::string make_uuid() {
    std::string digits = make_handle();
    digits[12] = '4';
    digits[16] = "89ab"[static_cast<unsigned char>(digits[16]) % 4];
    return digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-" + digits.substr(12, 4) + "-" + digits.substr(16, 4) +
           "-" + digits.substr(20);
}

/// Makes room for one more.
template <class Map, class Time>
void forget_oldest(Map& map, std::size_t most, Time time_of) {
    if (map.size() < most || map.empty()) return;
    map.erase(std::min_element(map.begin(), map.end(),
                               [&](const auto& a, const auto& b) { return time_of(a.second) < time_of(b.second); }));
}

}  // namespace

std::string GivenCards::remember(const CardSubject& subject, std::vector<std::string> articles, net::TimePoint now) {
    std::string uuid = make_uuid();
    const std::lock_guard lock(mutex_);
    forget_oldest(cards_, most_, [](const Card& card) { return card.given; });
    cards_[uuid] = {sha256(subject.issuer), digest_of(subject), std::move(articles), now};
    return uuid;
}

void GivenCards::override_card(std::string_view issuer, const std::string& uuid, net::TimePoint now) {
    const std::lock_guard lock(mutex_);
    forget_old(now);
    const auto card = cards_.find(uuid);
    if (card == cards_.end() || card->second.issuer != sha256(issuer)) return;
    if (!quiet_.contains(card->second.subject))
        forget_oldest(quiet_, most_, [](const Quiet& quiet) { return quiet.said; });
    Quiet& quiet = quiet_[card->second.subject];
    quiet.articles.insert(card->second.articles.begin(), card->second.articles.end());
    quiet.said = now;
}

std::vector<std::string> GivenCards::still_wanted(const CardSubject& subject, std::vector<std::string> articles,
                                                  net::TimePoint now) {
    const std::lock_guard lock(mutex_);
    const auto quiet = quiet_.find(digest_of(subject));
    if (quiet == quiet_.end() || now - quiet->second.said > time_) return articles;
    std::erase_if(articles, [&](const std::string& code) { return quiet->second.articles.contains(code); });
    return articles;
}

void GivenCards::sweep(net::TimePoint now) {
    const std::lock_guard lock(mutex_);
    forget_old(now);
}

void GivenCards::forget_old(net::TimePoint now) {
    std::erase_if(cards_, [&](const auto& each) { return now - each.second.given > time_; });
    std::erase_if(quiet_, [&](const auto& each) { return now - each.second.said > time_; });
}

}  // namespace carepress::service
