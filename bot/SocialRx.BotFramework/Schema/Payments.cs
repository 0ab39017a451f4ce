namespace Microsoft.Bot.Schema;

internal static class Payments
{
    public const string Ended = "Bot Framework no longer supports payments.";
}

[Obsolete(Payments.Ended)]
public class PaymentAddress
{
    public PaymentAddress()
    {
    }

    public PaymentAddress(string country = default, IList<string> addressLine = default, string region = default, string city = default, string dependentLocality = default, string postalCode = default, string sortingCode = default, string languageCode = default, string organization = default, string recipient = default, string phone = default)
    {
        Country = country;
        AddressLine = addressLine;
        Region = region;
        City = city;
        DependentLocality = dependentLocality;
        PostalCode = postalCode;
        SortingCode = sortingCode;
        LanguageCode = languageCode;
        Organization = organization;
        Recipient = recipient;
        Phone = phone;
    }

    public string Country { get; set; }

    public IList<string> AddressLine { get; set; }

    public string Region { get; set; }

    public string City { get; set; }

    public string DependentLocality { get; set; }

    public string PostalCode { get; set; }

    public string SortingCode { get; set; }

    public string LanguageCode { get; set; }

    public string Organization { get; set; }

    public string Recipient { get; set; }

    public string Phone { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentCurrencyAmount
{
    public PaymentCurrencyAmount()
    {
    }

    public PaymentCurrencyAmount(string currency = default, string value = default, string currencySystem = default)
    {
        Currency = currency;
        Value = value;
        CurrencySystem = currencySystem;
    }

    public string Currency { get; set; }

    public string Value { get; set; }

    public string CurrencySystem { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentItem
{
    public PaymentItem()
    {
    }

    public PaymentItem(string label = default, PaymentCurrencyAmount amount = default, bool? pending = default)
    {
        Label = label;
        Amount = amount;
        Pending = pending;
    }

    public string Label { get; set; }

    public PaymentCurrencyAmount Amount { get; set; }

    public bool? Pending { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentShippingOption
{
    public PaymentShippingOption()
    {
    }

    public PaymentShippingOption(string id = default, string label = default, PaymentCurrencyAmount amount = default, bool? selected = default)
    {
        Id = id;
        Label = label;
        Amount = amount;
        Selected = selected;
    }

    public string Id { get; set; }

    public string Label { get; set; }

    public PaymentCurrencyAmount Amount { get; set; }

    public bool? Selected { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentDetailsModifier
{
    public PaymentDetailsModifier()
    {
    }

    public PaymentDetailsModifier(IList<string> supportedMethods = default, PaymentItem total = default, IList<PaymentItem> additionalDisplayItems = default, object data = default)
    {
        SupportedMethods = supportedMethods;
        Total = total;
        AdditionalDisplayItems = additionalDisplayItems;
        Data = data;
    }

    public IList<string> SupportedMethods { get; set; }

    public PaymentItem Total { get; set; }

    public IList<PaymentItem> AdditionalDisplayItems { get; set; }

    public object Data { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentDetails
{
    public PaymentDetails()
    {
    }

    public PaymentDetails(PaymentItem total = default, IList<PaymentItem> displayItems = default, IList<PaymentShippingOption> shippingOptions = default, IList<PaymentDetailsModifier> modifiers = default, string error = default)
    {
        Total = total;
        DisplayItems = displayItems;
        ShippingOptions = shippingOptions;
        Modifiers = modifiers;
        Error = error;
    }

    public PaymentItem Total { get; set; }

    public IList<PaymentItem> DisplayItems { get; set; }

    public IList<PaymentShippingOption> ShippingOptions { get; set; }

    public IList<PaymentDetailsModifier> Modifiers { get; set; }

    public string Error { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentMethodData
{
    public PaymentMethodData()
    {
    }

    public PaymentMethodData(IList<string> supportedMethods = default, object data = default)
    {
        SupportedMethods = supportedMethods;
        Data = data;
    }

    public IList<string> SupportedMethods { get; set; }

    public object Data { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentOptions
{
    public PaymentOptions()
    {
    }

    public PaymentOptions(bool? requestPayerName = default, bool? requestPayerEmail = default, bool? requestPayerPhone = default, bool? requestShipping = default, string shippingType = default)
    {
        RequestPayerName = requestPayerName;
        RequestPayerEmail = requestPayerEmail;
        RequestPayerPhone = requestPayerPhone;
        RequestShipping = requestShipping;
        ShippingType = shippingType;
    }

    public bool? RequestPayerName { get; set; }

    public bool? RequestPayerEmail { get; set; }

    public bool? RequestPayerPhone { get; set; }

    public bool? RequestShipping { get; set; }

    public string ShippingType { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentRequest
{
    public PaymentRequest()
    {
    }

    public PaymentRequest(string id = default, IList<PaymentMethodData> methodData = default, PaymentDetails details = default, PaymentOptions options = default, string expires = default)
    {
        Id = id;
        MethodData = methodData;
        Details = details;
        Options = options;
        Expires = expires;
    }

    public string Id { get; set; }

    public IList<PaymentMethodData> MethodData { get; set; }

    public PaymentDetails Details { get; set; }

    public PaymentOptions Options { get; set; }

    public string Expires { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentResponse
{
    public PaymentResponse()
    {
    }

    public PaymentResponse(string methodName = default, object details = default, PaymentAddress shippingAddress = default, string shippingOption = default, string payerEmail = default, string payerPhone = default)
    {
        MethodName = methodName;
        Details = details;
        ShippingAddress = shippingAddress;
        ShippingOption = shippingOption;
        PayerEmail = payerEmail;
        PayerPhone = payerPhone;
    }

    public string MethodName { get; set; }

    public object Details { get; set; }

    public PaymentAddress ShippingAddress { get; set; }

    public string ShippingOption { get; set; }

    public string PayerEmail { get; set; }

    public string PayerPhone { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentRequestComplete
{
    public PaymentRequestComplete()
    {
    }

    public PaymentRequestComplete(string id = default, PaymentRequest paymentRequest = default, PaymentResponse paymentResponse = default)
    {
        Id = id;
        PaymentRequest = paymentRequest;
        PaymentResponse = paymentResponse;
    }

    public string Id { get; set; }

    public PaymentRequest PaymentRequest { get; set; }

    public PaymentResponse PaymentResponse { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentRequestCompleteResult
{
    public PaymentRequestCompleteResult()
    {
    }

    public PaymentRequestCompleteResult(string result = default)
    {
        Result = result;
    }

    public string Result { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentRequestUpdate
{
    public PaymentRequestUpdate()
    {
    }

    public PaymentRequestUpdate(string id = default, PaymentDetails details = default, PaymentAddress shippingAddress = default, string shippingOption = default)
    {
        Id = id;
        Details = details;
        ShippingAddress = shippingAddress;
        ShippingOption = shippingOption;
    }

    public string Id { get; set; }

    public PaymentDetails Details { get; set; }

    public PaymentAddress ShippingAddress { get; set; }

    public string ShippingOption { get; set; }
}

[Obsolete(Payments.Ended)]
public class PaymentRequestUpdateResult
{
    public PaymentRequestUpdateResult()
    {
    }

    public PaymentRequestUpdateResult(PaymentDetails details = default)
    {
        Details = details;
    }

    public PaymentDetails Details { get; set; }
}

[Obsolete(Payments.Ended)]
public class MicrosoftPayMethodData
{
    public const string MethodName = "https://pay.microsoft.com/microsoftpay";

    private const string TestModeValue = "TEST";

    public MicrosoftPayMethodData()
    {
    }

    public MicrosoftPayMethodData(string merchantId = default, IList<string> supportedNetworks = default, IList<string> supportedTypes = default)
        : this(merchantId, supportedNetworks, supportedTypes, testMode: false)
    {
    }

    public MicrosoftPayMethodData(string merchantId, IList<string> supportedNetworks, IList<string> supportedTypes, bool testMode)
    {
        MerchantId = merchantId;
        SupportedNetworks = supportedNetworks;
        SupportedTypes = supportedTypes;
        Mode = testMode ? TestModeValue : null;
    }

    public string MerchantId { get; set; }

    public IList<string> SupportedNetworks { get; set; }

    public IList<string> SupportedTypes { get; set; }

    public string Mode { get; set; }

    public PaymentMethodData ToPaymentMethodData() => new(new List<string> { MethodName }, this);
}
