#pragma once

#include "net/message.h"
#include "net/work.h"
#include "service/state.h"

namespace carepress::service {

// Each route is a function from a request to a response; what it needs is in State. None knows sockets.

using RouteFunction = net::Response (*)(State&, const net::Request&, const net::Work&);

// find.cpp
net::Response search(State&, const net::Request&, const net::Work&);
net::Response list_articles(State&, const net::Request&, const net::Work&);
net::Response show_article(State&, const net::Request&, const net::Work&);

// choices.cpp
net::Response list_languages(State&, const net::Request&, const net::Work&);
net::Response list_layouts(State&, const net::Request&, const net::Work&);
net::Response list_brands(State&, const net::Request&, const net::Work&);

// handouts.cpp
net::Response press_handout(State&, const net::Request&, const net::Work&);
net::Response make_preview(State&, const net::Request&, const net::Work&);

// previews.cpp
net::Response show_page(State&, const net::Request&, const net::Work&);
net::Response show_pdf(State&, const net::Request&, const net::Work&);
net::Response drop_preview(State&, const net::Request&, const net::Work&);

// visits.cpp
net::Response open_session(State&, const net::Request&, const net::Work&);

// pages.cpp
net::Response show_start_page(State&, const net::Request&, const net::Work&);
net::Response show_asset(State&, const net::Request&, const net::Work&);
net::Response show_openapi(State&, const net::Request&, const net::Work&);

// patients.cpp
net::Response show_patient_page(State&, const net::Request&, const net::Work&);
net::Response show_picture(State&, const net::Request&, const net::Work&);
net::Response ask_for_code(State&, const net::Request&, const net::Work&);

// status.cpp
net::Response show_health(State&, const net::Request&, const net::Work&);
net::Response show_readiness(State&, const net::Request&, const net::Work&);
net::Response show_metrics(State&, const net::Request&, const net::Work&);

}  // namespace carepress::service
