using Microsoft.Bot.Schema;

#pragma warning disable CS0618 // Payments have ended, but bots that name their types still compile.

namespace SocialRx.BotFramework.Tests.Schema;

public sealed class PaymentTests
{
    [Fact]
    public void A_request_for_payment_keeps_what_it_was_made_of()
    {
        var price = new PaymentItem("Walk", new PaymentCurrencyAmount("GBP", "5.00"), false);
        var details = new PaymentDetails(price, [price], [new PaymentShippingOption("s", "Post", price.Amount, true)], [new PaymentDetailsModifier(["card"], price)]);
        var request = new PaymentRequest("r", [new PaymentMethodData(["card"])], details, new PaymentOptions(true, shippingType: "post"), "P1D");
        var answer = new PaymentRequestComplete("c", request, new PaymentResponse("card", shippingAddress: new PaymentAddress("GB", city: "Bradford", phone: "1")));
        Assert.Equal(("r", "P1D", "GBP", "post"), (request.Id, request.Expires, request.Details.Total.Amount.Currency, request.Options.ShippingType));
        Assert.Equal(("Bradford", "1", "card"), (answer.PaymentResponse.ShippingAddress.City, answer.PaymentResponse.ShippingAddress.Phone, answer.PaymentRequest.MethodData[0].SupportedMethods[0]));
        Assert.Same(details, new PaymentRequestUpdateResult(new PaymentRequestUpdate("u", details).Details).Details);
        Assert.Equal("success", new PaymentRequestCompleteResult("success").Result);
    }

    [Fact]
    public void The_method_of_Microsoft_is_one_of_the_methods()
    {
        var method = new MicrosoftPayMethodData("m", ["visa"], ["credit"], testMode: true);
        Assert.Equal(("m", "TEST"), (method.MerchantId, method.Mode));
        Assert.Null(new MicrosoftPayMethodData { MerchantId = "m" }.Mode);
        Assert.Equal("https://pay.microsoft.com/microsoftpay", Assert.Single(method.ToPaymentMethodData().SupportedMethods));
        Assert.Same(method, method.ToPaymentMethodData().Data);
    }
}
